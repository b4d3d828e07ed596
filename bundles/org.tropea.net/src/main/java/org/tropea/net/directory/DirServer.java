package org.tropea.net.directory;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a router answers to directory requests: a part of its scope from before it listens, filled by the roles that
 * have pages to serve. Any thread.
 */
public final class DirServer {
    private final List<DirPages> pages = new CopyOnWriteArrayList<>();
    private volatile boolean authority;

    /** From now on {@code more} are asked too, after those that are here. */
    public void serve(DirPages more) {
        pages.add(more);
    }

    /** From now on {@code more} are asked before all that are here: an authority has what a cache has not. */
    public void serveFirst(DirPages more) {
        pages.add(0, more);
    }

    /** {@code gone} are not asked any more. */
    public void withdraw(DirPages gone) {
        pages.remove(gone);
    }

    /** Whether there is anything to serve. */
    public boolean serves() {
        return !pages.isEmpty();
    }

    /** The most bytes that may be posted. */
    public int uploadMax() {
        return pages.stream().mapToInt(DirPages::uploadMax).max().orElse(0);
    }

    /** The most bytes that may be posted to {@code path}; 0 when nothing may. */
    public int uploadMax(String path) {
        return pages.stream().mapToInt(some -> some.uploadMax(path)).max().orElse(0);
    }

    /** Whether {@code from} is answered also when there is little bandwidth left; null: a circuit of somebody unknown. */
    public boolean favours(SocketAddress from) {
        return pages.stream().anyMatch(some -> some.favours(from));
    }

    /**
     * Has {@code query} answered by the first pages that know its path; else it is 404, or for POST without anybody
     * who takes uploads 400. In the connection's loop.
     */
    public void ask(DirQuery query, Consumer<DirAnswer> answer) {
        for (DirPages some : pages) {
            if (some.answer(query, answer)) {
                return;
            }
        }
        boolean refused = query.method().equals("POST") && uploadMax() == 0;
        answer.accept(refused ? refusal() : DirAnswer.notFound());
    }

    /** From now on uploads that nobody takes yet are to come again: this router is an authority that starts. */
    public void awaitAuthority() {
        authority = true;
    }

    /** How somebody who takes no uploads answers them. */
    public DirAnswer refusal() {
        return authority
                ? DirAnswer.of(503, "The authority is starting")
                : DirAnswer.of(400, "Nonauthoritative directory does not accept posted server descriptors");
    }
}
