/** The frame around the scheduler policy of one loop: which channels have cells and room, and when the policy runs. */
package org.tropea.core.scheduler;
