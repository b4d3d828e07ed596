/** The role {@code authority}: one conductor, its rounds, and the pages by which others take part in them. */
package org.tropea.authority.role;
