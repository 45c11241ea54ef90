using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4016.</summary>
public sealed class ReachesOutside : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4016",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "A migration changes its own database and nothing else",
        "{0} {1}; {2}",
        "What reaches outside of the database is not taken back by ROLLBACK, is not there on a restored copy, and depends on the machine that it runs on: programs and " +
        "files on the server, settings of the whole server, other sessions, other servers.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var statement in review.Statements)
        {
            foreach (var reviewed in statement.Operations) Check(reviewed.Operation, report);
            if (statement.Operation is not SqlText { Meaning.IsEmpty: true, Kind: not StatementKind.Block } text) continue;
            if (SqlParser.Parse(text.Sql).Statements.FirstOrDefault() is AlterSystemStatement)
            {
                report.Add(Info, text.Origin, "ALTER SYSTEM", "changes the settings of the whole server", "set it in the server's own configuration, or with ALTER DATABASE or ALTER ROLE");
            }
        }
    }

    private void Check(Operation operation, Report report)
    {
        if (operation is not DataStatement { Incomplete: false } data || SqlParser.Parse(data.Sql).Statements.FirstOrDefault() is not { } statement) return;
        foreach (var copy in SqlWalk.Statements(statement).OfType<CopyStatement>())
        {
            if (copy.IsProgram) report.Add(Info, operation.Origin, "COPY … PROGRAM", "runs a program on the server, as the user that PostgreSQL runs as", "load the rows from a client");
            else if (copy.File is not null) report.Add(Info, operation.Origin, "COPY", $"{(copy.IsFrom ? "reads" : "writes")} a file on the server, which other servers do not have", "load the rows from a client, or write them into the migration");
        }

        foreach (var call in SqlWalk.Expressions(statement).OfType<FunctionCallExpression>())
        {
            if (call.Name.Qualifier is not (null or "pg_catalog" or "public") || Harm(call.Name.Name) is not var (what, whatToDo)) continue;
            report.Add(Info, operation.Origin, call.Name.Name + "()", what, whatToDo);
        }
    }

    private static (string What, string WhatToDo)? Harm(string function) => function switch
    {
        "pg_sleep" or "pg_sleep_for" or "pg_sleep_until" => ("waits, and keeps all locks of its transaction meanwhile", "take it out; wait between migrations, not inside one"),
        "pg_terminate_backend" or "pg_cancel_backend" => ("ends what other sessions do", "set lock_timeout and try again, or have a person decide"),
        "pg_reload_conf" or "pg_rotate_logfile" or "pg_promote" or "pg_switch_wal" or "pg_create_restore_point" => ("acts on the whole server", "do it in the server's administration"),
        "lo_import" or "lo_export" or "pg_read_file" or "pg_read_binary_file" or "pg_ls_dir" or "pg_stat_file" => ("touches files on the server, which other servers do not have", "bring the data from a client"),
        "lo_unlink" or "lo_create" or "lo_creat" or "lo_from_bytea" or "lo_put" => ("changes a large object, which no table's schema shows and Down does not bring back", "keep such data in a bytea column"),
        "dblink" or "dblink_exec" or "dblink_connect" or "dblink_connect_u" or "dblink_send_query" => ("works on another server, and ROLLBACK does not reach there", "have a migration of that server's own do it"),
        "pg_create_logical_replication_slot" or "pg_create_physical_replication_slot" or "pg_drop_replication_slot" => ("changes a replication slot, and ROLLBACK does not take that back", "do it in the server's administration"),
        _ => null,
    };
}
