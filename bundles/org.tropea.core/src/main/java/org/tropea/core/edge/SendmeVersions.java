package org.tropea.core.edge;

import org.tropea.flow.fault.PeerFault;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/**
 * Which versions of a circuit's SENDME the network wants (tor-spec 7.3.1): 0 is empty, 1 shows a digest. Immutable.
 *
 * @param emit the one to send; those that are not known are sent as 0, as C tor does
 * @param accept the least that is taken
 */
record SendmeVersions(int emit, int accept) {
    private static final int NEWEST = 1;
    private static final Param EMIT = new Param("sendme_emit_min_version", NEWEST, 0, 255);
    private static final Param ACCEPT = new Param("sendme_accept_min_version", 0, 0, 255);

    static SendmeVersions of(Params params) {
        return new SendmeVersions(params.get(EMIT), params.get(ACCEPT));
    }

    /** Whether a digest is shown. */
    boolean showsDigest() {
        return emit == NEWEST;
    }

    /** A SENDME of {@code version} came. */
    void require(int version) throws PeerFault {
        if (version < accept || version > NEWEST) {
            throw new PeerFault("SENDME version " + version + ", accepted are " + accept + " to " + NEWEST);
        }
    }
}
