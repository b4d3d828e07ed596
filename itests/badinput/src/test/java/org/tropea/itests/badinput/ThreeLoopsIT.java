package org.tropea.itests.badinput;

/** The same with three event loops, so that every run of the suite has much of what crosses loops. */
class ThreeLoopsIT extends BadInputIT {
    @Override
    String loops() {
        return "3";
    }
}
