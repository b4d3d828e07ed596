/** For tests only: what local programs ask for, fulfilled without a network. */
package org.tropea.itests.direct;
