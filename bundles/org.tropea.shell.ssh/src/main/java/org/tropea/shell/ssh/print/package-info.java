/** Results as text: a table for people, JSON for scripts; both made from one {@link org.tropea.shell.ssh.print.Tree}. */
package org.tropea.shell.ssh.print;
