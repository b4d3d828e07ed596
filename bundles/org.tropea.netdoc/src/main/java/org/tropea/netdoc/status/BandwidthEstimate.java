package org.tropea.netdoc.status;

import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Item;

/**
 * The {@code w} line of a router status entry (dir-spec 3.4.1); values in kilobytes per second, -1 for what is not said.
 *
 * @param bandwidth by which relays are weighted
 * @param measured what this authority measured; votes only
 * @param measuredButAuthority the same for a relay that is an authority, which is not to count; votes only
 * @param unmeasured whether fewer than three authorities measured it; consensuses only
 * @param guardFraction percent of the time that it has been a guard
 */
public record BandwidthEstimate(
        long bandwidth, long measured, long measuredButAuthority, boolean unmeasured, int guardFraction) {
    private static final long MOST = 0xFFFFFFFFL;

    /** An estimate as consensuses have it. */
    public static BandwidthEstimate ofConsensus(long bandwidth, boolean unmeasured) {
        return new BandwidthEstimate(bandwidth, -1, -1, unmeasured, -1);
    }

    static BandwidthEstimate read(Item item) throws DocumentFault {
        long bandwidth = -1;
        long measured = -1;
        long measuredButAuthority = -1;
        boolean unmeasured = false;
        int guardFraction = -1;
        for (String word : item.arguments()) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? "" : word.substring(0, equals)) {
                case "Bandwidth" -> bandwidth = item.number(value, 0, MOST);
                case "Measured" -> measured = item.number(value, 0, MOST);
                case "MeasuredButAuthority" -> measuredButAuthority = item.number(value, 0, MOST);
                case "Unmeasured" -> unmeasured = value.equals("1");
                case "GuardFraction" -> guardFraction = (int) item.number(value, 0, 100);
                default -> {
                    // words that we do not know are to be passed over
                }
            }
        }
        return new BandwidthEstimate(bandwidth, measured, measuredButAuthority, unmeasured, guardFraction);
    }

    /** As a document writes it, without the keyword. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        word(text, "Bandwidth", bandwidth);
        word(text, "Measured", measured);
        word(text, "MeasuredButAuthority", measuredButAuthority);
        word(text, "Unmeasured", unmeasured ? 1 : -1);
        word(text, "GuardFraction", guardFraction);
        return text.toString();
    }

    private static void word(StringBuilder text, String name, long value) {
        if (value >= 0) {
            text.append(text.length() == 0 ? "" : " ").append(name).append('=').append(value);
        }
    }
}
