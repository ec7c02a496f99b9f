package dev.xdsi.consumer.viewer;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A page with one sentence, and the way to the portal. */
final class Notice {
    private Notice() {}

    /** @param sentence ours, never anything that a request said */
    static void send(HttpServletResponse response, int status, String sentence) throws IOException {
        byte[] page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Images</title>
                <link rel="icon" href="/assets/favicon.ico">
                <style>
                body { max-width: 40em; margin: 4em auto; padding: 0 1em; font: 1.1em system-ui, sans-serif; }
                </style>
                </head>
                <body>
                <main>
                <h1>Images</h1>
                <p>%s</p>
                <p><a href="/">To the portal</a></p>
                </main>
                </body>
                </html>
                """.formatted(sentence).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
