/** Guards (guard-spec), path selection (path-spec 2.2) and the learning of time-outs (path-spec 2.4) of one router. */
package org.tropea.path;
