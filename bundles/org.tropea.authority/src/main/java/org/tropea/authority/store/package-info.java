/** The files of one authority, in its DataDirectory under C tor's names: the old one or the new one, never half. */
package org.tropea.authority.store;
