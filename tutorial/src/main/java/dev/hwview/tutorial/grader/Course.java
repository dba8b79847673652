// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.tutorial.tasks.Rank1;
import dev.hwview.tutorial.tasks.Rank2;
import dev.hwview.tutorial.tasks.Rank3;
import dev.hwview.tutorial.tasks.Rank4;
import dev.hwview.tutorial.tasks.Rank5;
import java.util.List;
import java.util.stream.Stream;

/** All tasks, for the learner's code or for the solutions. */
final class Course {
    /** The names of the ranks, the first at index 1. */
    static final List<String> RANKS = List.of("", "beginner", "easy", "intermediate", "advanced", "professional");

    private Course() {}

    static List<Task> ofLearner() {
        return all(new Rank1(), new Rank2(), new Rank3(), new Rank4(), new Rank5());
    }

    static List<Task> ofSolutions() {
        return all(new dev.hwview.tutorial.solutions.Rank1(), new dev.hwview.tutorial.solutions.Rank2(),
                new dev.hwview.tutorial.solutions.Rank3(), new dev.hwview.tutorial.solutions.Rank4(),
                new dev.hwview.tutorial.solutions.Rank5());
    }

    private static List<Task> all(Rank1 one, Rank2 two, Rank3 three, Rank4 four, Rank5 five) {
        return Stream.of(Rank1Checks.of(one), Rank2Checks.of(two), Rank3Checks.of(three), Rank4Checks.of(four),
                Rank5Checks.of(five)).flatMap(List::stream).toList();
    }
}
