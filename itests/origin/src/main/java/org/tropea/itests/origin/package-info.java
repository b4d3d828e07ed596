/** For tests only: has a router launch circuits and open streams as lines on a socket say. */
package org.tropea.itests.origin;
