package dev.xdsi.gateway.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.model.Code;
import dev.xdsi.model.InternationalString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as JSON: codes are written {@code code^display name^codingScheme}, the form of HL7 CE. */
final class UserForm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS_OF_A_CODE = 3;

    private UserForm() {}

    /** Reads a user; an {@link IllegalArgumentException} says what is wrong with it. */
    static LocalUser read(JsonNode form) {
        return new LocalUser(
                required(form, "id"),
                new LocalUser.Person(
                        required(form, "name"),
                        optional(form, "organization"),
                        optional(form, "organizationId"),
                        optional(form, "providerIdentifier")),
                codes(form.path("roles")),
                new LocalUser.Rights(
                        codes(form.path("purposesOfUse")),
                        form.path("breakGlass").asBoolean(),
                        form.path("administrator").asBoolean()),
                true);
    }

    static ObjectNode write(UserStore.Account account, boolean locked) {
        LocalUser user = account.user();
        ObjectNode form = JSON.createObjectNode()
                .put("id", user.id())
                .put("name", user.person().name())
                .put("organization", user.person().organization())
                .put("organizationId", user.person().organizationId())
                .put("providerIdentifier", user.person().providerIdentifier())
                .put("breakGlass", user.rights().breakGlass())
                .put("administrator", user.rights().administrator())
                .put("enabled", user.enabled())
                .put("locked", locked);
        ArrayNode roles = form.putArray("roles");
        user.roles().forEach(role -> roles.add(written(role)));
        ArrayNode purposes = form.putArray("purposesOfUse");
        user.rights().purposesOfUse().forEach(purpose -> purposes.add(written(purpose)));
        return form;
    }

    static String required(JsonNode form, String name) {
        String text = optional(form, name);
        if (text == null) {
            throw new IllegalArgumentException("the text " + name + " is missing");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode form, String name) {
        JsonNode value = form.path(name);
        if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    private static List<Code> codes(JsonNode array) {
        List<Code> codes = new ArrayList<>();
        for (JsonNode one : array) {
            String[] parts = one.asText().split("\\^", -1);
            if (parts.length != PARTS_OF_A_CODE) {
                throw new IllegalArgumentException(
                        "a code is written code^display name^codingScheme, but this is: " + one.asText());
            }
            codes.add(new Code(parts[0], parts[2], parts[1].isEmpty() ? null : InternationalString.of(parts[1])));
        }
        return codes;
    }

    private static String written(Code code) {
        String name = code.displayName() == null ? "" : code.displayName().text();
        return code.code() + "^" + name + "^" + code.codingScheme();
    }
}
