package org.tropea.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tropea.directory.UploadStatus.State;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.DirAuthorityLine;

/** What the authorities made of one descriptor of one relay. Told by its conductor and its loops, read by any thread. */
final class Uploads {
    private final Map<String, UploadStatus> last = new ConcurrentHashMap<>();

    /** A descriptor made at {@code publishedAt} goes to {@code authorities}; it is replaced at {@code nextAt}. */
    Uploads(List<DirAuthorityLine> authorities, long publishedAt, long nextAt) {
        for (DirAuthorityLine authority : authorities) {
            String name = name(authority);
            last.put(name, new UploadStatus(name, State.SENT, 0, publishedAt, nextAt, "-"));
        }
    }

    void sent(DirAuthorityLine authority) {
        last.computeIfPresent(
                name(authority),
                (name, before) -> new UploadStatus(
                        name, State.SENT, before.attempts() + 1, before.publishedAt(), before.nextAt(), before.said()));
    }

    void answered(DirAuthorityLine authority, DirResponse response) {
        boolean none = response.status() == 0;
        String said = none ? response.reason() : response.status() + " " + response.reason();
        boolean later = none || response.status() >= 500;
        note(authority, response.status() == 200 ? State.TAKEN : later ? State.RETRYING : State.REFUSED, said);
    }

    void failed(DirAuthorityLine authority, LocalFault fault) {
        note(authority, State.RETRYING, fault.getMessage());
    }

    private void note(DirAuthorityLine authority, State state, String said) {
        last.computeIfPresent(
                name(authority),
                (name, before) ->
                        new UploadStatus(name, state, before.attempts(), before.publishedAt(), before.nextAt(), said));
    }

    /** It is sent again at {@code time}, if no other descriptor comes in between. */
    void repeatedAt(DirAuthorityLine authority, long time) {
        last.computeIfPresent(
                name(authority),
                (name, before) -> new UploadStatus(
                        name, before.state(), before.attempts(), before.publishedAt(), time, before.said()));
    }

    /** One for each authority, by name; empty before the first descriptor. */
    List<UploadStatus> status() {
        List<UploadStatus> all = new ArrayList<>(last.values());
        all.sort((one, other) -> one.authority().compareTo(other.authority()));
        return all;
    }

    private static String name(DirAuthorityLine authority) {
        return authority.nickname().isEmpty() ? authority.address() + ":" + authority.dirPort() : authority.nickname();
    }
}
