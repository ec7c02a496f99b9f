package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** How a client takes what it is sent (RFC 9110 12.5.3). */
public final class ContentCoding {
    private static final int MOST_ENCODINGS = 20;

    private ContentCoding() {}

    public static boolean takesGzip(HttpServletRequest request) {
        String accepted = Objects.requireNonNullElse(request.getHeader("Accept-Encoding"), "");
        return Arrays.stream(accepted.split(",", MOST_ENCODINGS))
                .map(encoding -> encoding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(encoding -> encoding.equals("gzip")
                        || (encoding.startsWith("gzip;q=") && !encoding.matches("gzip;q=0(\\.0*)?")));
    }
}
