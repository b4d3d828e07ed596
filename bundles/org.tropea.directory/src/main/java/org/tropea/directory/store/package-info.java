/** The files of the directory, under C tor's names: a file is the old one or the new one, never half. */
package org.tropea.directory.store;
