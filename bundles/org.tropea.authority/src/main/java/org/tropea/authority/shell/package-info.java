/** Commands about an authority. */
package org.tropea.authority.shell;
