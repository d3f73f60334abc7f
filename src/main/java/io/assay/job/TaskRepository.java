package io.assay.job;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * db-scheduler's rows where they are written in the same transaction as jobs, which its own client is not part of. Its
 * version of a row grows with every change, so that whoever has the row as it was can do nothing to it.
 */
@Repository
class TaskRepository {

    static final String TASK = "job";

    private final JdbcClient jdbc;

    TaskRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String id, Instant due) {
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:task, :id, :due, false, 1)
                        """)
                .param("task", TASK)
                .param("id", id)
                .param("due", JobRepository.utc(due))
                .update();
    }

    /** Lets any process take it from then on, whoever has it now. */
    void release(String id, Instant due) {
        jdbc.sql("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null, execution_time = :due,
                            version = version + 1
                        where task_name = :task and task_instance = :id
                        """)
                .param("task", TASK)
                .param("id", id)
                .param("due", JobRepository.utc(due))
                .update();
    }

    /** Where no other process works on any: lets go of what one before left. */
    int releaseAll() {
        return jdbc.sql("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked
                        """).update();
    }

    /** Of a job that nobody runs. */
    void removeWaiting(String id) {
        jdbc.sql("delete from scheduled_tasks where task_name = :task and task_instance = :id and not picked")
                .param("task", TASK)
                .param("id", id)
                .update();
    }

    /** Jobs that are not over and that nothing would ever begin: they came with a backup. */
    List<String> orphans() {
        return jdbc.sql("""
                        select id from job
                        where state in ('queued', 'running') and not exists (
                            select from scheduled_tasks where task_name = :task and task_instance = job.id)
                        """)
                .param("task", TASK)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
