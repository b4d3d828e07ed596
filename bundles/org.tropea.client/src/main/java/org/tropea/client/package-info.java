/** The client of one router: circuits built ahead, and the streams of local programs upon them (path-spec 2, 3). */
package org.tropea.client;
