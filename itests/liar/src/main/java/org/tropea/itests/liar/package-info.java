/** For tests only: a directory mirror that lies. */
package org.tropea.itests.liar;
