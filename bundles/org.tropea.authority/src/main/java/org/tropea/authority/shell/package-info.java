/** Commands about authorities. */
package org.tropea.authority.shell;
