package io.assay.statistics;

/** The direction in which a metric gets better. */
public enum Direction {
    /** More is better: conversion, revenue. */
    INCREASE,
    /** Less is better: crashes, latency. */
    DECREASE
}
