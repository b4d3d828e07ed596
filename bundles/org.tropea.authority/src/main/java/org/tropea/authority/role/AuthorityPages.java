package org.tropea.authority.role;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tropea.authority.relays.Register;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirPages;
import org.tropea.net.directory.DirQuery;

/** What only an authority answers. Asked in the connections' loops; what is posted goes to the conductor. */
final class AuthorityPages implements DirPages {
    private static final int UPLOAD_MAX = (1 << 24) - 1;

    private final Register register;
    private final Executor conductor;

    AuthorityPages(Register register, Executor conductor) {
        this.register = register;
        this.conductor = conductor;
    }

    @Override
    public int uploadMax() {
        return UPLOAD_MAX;
    }

    @Override
    public boolean answer(DirQuery query, Consumer<DirAnswer> answer) {
        if (query.method().equals("POST") && query.path().equals("/tor/")) {
            later(answer, () -> register.accept(query.body(), query.from()));
            return true;
        }
        DirAnswer page = query.method().equals("GET") ? register.page(query) : null;
        if (page != null) {
            answer.accept(page);
        }
        return page != null;
    }

    private void later(Consumer<DirAnswer> answer, Supplier<DirAnswer> work) {
        try {
            conductor.execute(() -> answer.accept(work.get()));
        } catch (RejectedExecutionException stopping) {
            answer.accept(DirAnswer.of(503, "Directory unavailable"));
        }
    }
}
