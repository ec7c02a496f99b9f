package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.databind.JsonNode;

/** A user's name and password as they were typed; they never print themselves. */
record Credentials(String user, String password) {
    static Credentials of(JsonNode body) throws ApiRefusal {
        return new Credentials(RequestBody.text(body, "user"), RequestBody.text(body, "password"));
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
