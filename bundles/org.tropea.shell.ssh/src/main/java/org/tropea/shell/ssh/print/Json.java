package org.tropea.shell.ssh.print;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Results for scripts: JSON, keys are the records' component names. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private Json() {}

    /** The result as JSON text without a newline at its end; a command without a result gives {@code null}. */
    public static String text(Object result) {
        return GSON.toJson(Tree.of(result));
    }
}
