package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that were learned, in JSON an array, with the place of each. */
public final class Vocabulary {

    private final List<String> words;
    private final Map<String, Integer> places = new HashMap<>();

    @JsonCreator
    Vocabulary(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : words) {
            places.put(word, places.size());
        }
    }

    @JsonValue
    List<String> words() {
        return words;
    }

    /** -1 for a word that is none of them. */
    int place(String word) {
        Integer place = places.get(word);
        return place == null ? -1 : place;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary && words.equals(vocabulary.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
