/** One channel's shell: Gogo for an operator, single reading commands for a viewer; on a terminal or by plain streams. */
package org.tropea.shell.ssh.session;
