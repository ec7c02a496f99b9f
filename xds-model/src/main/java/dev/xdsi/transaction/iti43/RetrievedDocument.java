package dev.xdsi.transaction.iti43;

import dev.xdsi.transaction.DocumentContent;

/** One document of a response, with the request's ids echoed (ITI TF-2: 3.43.4.2.2). */
public record RetrievedDocument(DocumentRequest request, String mimeType, DocumentContent content) {}
