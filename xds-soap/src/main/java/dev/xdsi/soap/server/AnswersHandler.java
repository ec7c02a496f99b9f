package dev.xdsi.soap.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.jspecify.annotations.Nullable;

/** Tells of every answer, whoever gave it. */
final class AnswersHandler extends EventsHandler {
    private final HttpAnswers answers;

    AnswersHandler(Handler next, HttpAnswers answers) {
        super(next);
        this.answers = answers;
    }

    @Override
    protected void onComplete(Request request, int status, @Nullable HttpFields headers, @Nullable Throwable failure) {
        String listener = request.getConnectionMetaData().getConnector().getName();
        answers.answered(listener == null ? "" : listener, status);
    }
}
