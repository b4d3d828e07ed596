package org.tropea.authority.role;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tropea.authority.relays.Register;
import org.tropea.authority.role.Served.Papers;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirPages;
import org.tropea.net.directory.DirQuery;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/**
 * What only an authority answers (dir-spec 3.6 to 3.10): votes, signatures and the consensus of the present round
 * ({@code next}) and of the one before ({@code current}), our certificate; votes, signatures and descriptors are posted
 * here. Asked in the connections' loops; what is posted goes to the conductor.
 */
final class AuthorityPages implements DirPages {
    private static final String RELAYS = "/tor/";
    private static final String VOTE = "/tor/post/vote";
    private static final String SIGNATURES = "/tor/post/consensus-signature";
    private static final int VOTE_MAX = (1 << 24) - 1;
    private static final int UPLOADS = 4096;
    private static final int PAPERS = 256;
    private static final String NEXT = "/tor/status-vote/next/";
    private static final String CURRENT = "/tor/status-vote/current/";
    private static final String DIGESTS = "d/";
    private static final long CACHE_SECONDS = 60;
    private static final long CERTIFICATE_SECONDS = 3600;
    private static final int DIGEST = 20;

    private final AuthorityRole role;
    private final Register register;
    private final Inbox uploads;
    private final Inbox papers;
    private volatile Served served;

    AuthorityPages(AuthorityRole role, Register register, Executor conductor) {
        this.role = role;
        this.register = register;
        long room = Inbox.room(Runtime.getRuntime().maxMemory());
        this.uploads = new Inbox(conductor, room, UPLOADS, System::nanoTime);
        this.papers = new Inbox(conductor, room, PAPERS, System::nanoTime);
    }

    /** From now on {@code more} is what others see. */
    void show(Served more) {
        served = more;
    }

    @Override
    public int uploadMax() {
        return VOTE_MAX;
    }

    @Override
    public int uploadMax(String path) {
        return switch (path) {
            case RELAYS -> Register.UPLOAD_MAX;
            case VOTE -> VOTE_MAX;
            case SIGNATURES -> DetachedSignatures.MOST_BYTES;
            default -> 0;
        };
    }

    /** Other authorities and relays always get their answer, everybody does with AuthDirRejectRequestsUnderLoad 0. */
    @Override
    public boolean favours(SocketAddress from) {
        if (!role.options().flag("AuthDirRejectRequestsUnderLoad")) {
            return true;
        }
        return from instanceof InetSocketAddress there
                && there.getAddress() != null
                && (register.isRelay(there.getAddress()) || role.isAuthority(there.getAddress()));
    }

    @Override
    public boolean answer(DirQuery query, Consumer<DirAnswer> answer) {
        if (query.method().equals("POST")) {
            return posted(query, answer);
        }
        DirAnswer page = page(query);
        if (page != null) {
            answer.accept(page);
        }
        return page != null;
    }

    // ---- what is posted -------------------------------------------------------------------------------------------

    private boolean posted(DirQuery query, Consumer<DirAnswer> answer) {
        byte[] body = query.body();
        String from = String.valueOf(query.from());
        switch (query.path()) {
            case RELAYS -> uploads.take(body.length, register.accept(body, query.from()), answer);
            case VOTE -> {
                long came = role.now(); // what waits behind others is not late for that
                inRound(body.length, () -> role.proceedings().posted(body, from, came), answer);
            }
            case SIGNATURES -> inRound(body.length, () -> role.proceedings().signed(body, from), answer);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void inRound(int length, Supplier<DirAnswer> work, Consumer<DirAnswer> answer) {
        if (served == null) {
            answer.accept(DirAnswer.of(503, "The authority is starting"));
        } else {
            papers.take(length, work, answer);
        }
    }

    // ---- what is asked for ----------------------------------------------------------------------------------------

    private DirAnswer page(DirQuery query) {
        Served now = served;
        if (now == null) {
            return null;
        }
        String path = query.path();
        if (path.equals("/tor/keys/authority")) {
            return certificate(now, query);
        } else if (path.equals(NEXT + "bandwidth")) {
            return bandwidth();
        } else if (path.startsWith(NEXT)) {
            return next(path.substring(NEXT.length()), now);
        } else if (path.startsWith(CURRENT)) {
            String rest = path.substring(CURRENT.length());
            boolean consensus = rest.startsWith("consensus") && !rest.equals("consensus-signatures");
            return consensus ? null : current(rest, now);
        }
        return register.page(query);
    }

    private static DirAnswer certificate(Served now, DirQuery query) {
        boolean known = now.certificate().published() < query.modifiedSince();
        return known
                ? DirAnswer.notModified()
                : DirAnswer.document(now.certificate().text().getBytes(StandardCharsets.UTF_8), CERTIFICATE_SECONDS);
    }

    private DirAnswer bandwidth() {
        Path file = role.options().path("V3BandwidthsFile");
        try {
            return file == null ? DirAnswer.notFound() : DirAnswer.document(Files.readAllBytes(file), CACHE_SECONDS);
        } catch (IOException unreadable) {
            return DirAnswer.notFound();
        }
    }

    /** A page of the present round; {@code what} is what stands behind {@code next/}. */
    static DirAnswer next(String what, Served now) {
        return status(what, now.next(), now);
    }

    /** The same of the round before. */
    static DirAnswer current(String what, Served now) {
        return status(what, now.current(), now);
    }

    private static DirAnswer status(String what, Papers papers, Served now) {
        return switch (what) {
            case "consensus" -> document(papers.consensus().get(Flavor.NS));
            case "consensus-microdesc" -> document(papers.consensus().get(Flavor.MICRODESC));
            case "consensus-signatures" -> document(papers.signatures());
            case "authority" -> document(papers.voteOf(now.certificate().identity()));
            default ->
                what.startsWith(DIGESTS)
                        ? votes(what.substring(DIGESTS.length()), digest -> either(now, digest))
                        : votes(what, papers::voteOf);
        };
    }

    private static byte[] either(Served now, Octets digest) {
        byte[] found = now.next().vote(digest);
        return found == null ? now.current().vote(digest) : found;
    }

    /** The votes of a list of digests with {@code +} between them; what is malformed names nothing. */
    private static DirAnswer votes(String list, Function<Octets, byte[]> find) {
        List<byte[]> found = digests(list).stream()
                .map(find)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return found.isEmpty() ? DirAnswer.notFound() : DirAnswer.documents(found, CACHE_SECONDS);
    }

    private static Set<Octets> digests(String list) {
        Set<Octets> digests = new TreeSet<>();
        for (String word : list.split("\\+")) {
            try {
                digests.add(Octets.ofHex(word));
            } catch (ValueFault malformed) {
                continue;
            }
        }
        digests.removeIf(digest -> digest.size() != DIGEST);
        return digests;
    }

    private static DirAnswer document(byte[] body) {
        return body == null ? DirAnswer.notFound() : DirAnswer.documents(List.of(body), CACHE_SECONDS);
    }
}
