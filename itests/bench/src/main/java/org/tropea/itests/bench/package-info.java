/** What a relay costs beside C tor in the same position; {@link org.tropea.itests.bench.RelayBench} is the command. */
package org.tropea.itests.bench;
