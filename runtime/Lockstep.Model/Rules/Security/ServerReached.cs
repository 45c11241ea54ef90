using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6004.</summary>
public sealed class ServerReached : OperationRule
{
    private static readonly HashSet<string> s_functions = new(StringComparer.Ordinal)
    {
        "dblink", "dblink_connect", "dblink_exec", "lo_export", "lo_import", "pg_cancel_backend", "pg_file_write", "pg_ls_dir", "pg_promote", "pg_read_binary_file",
        "pg_read_file", "pg_reload_conf", "pg_rotate_logfile", "pg_sleep", "pg_sleep_for", "pg_sleep_until", "pg_terminate_backend",
    };

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6004",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "A migration stays within its database",
        "{0} reaches beyond the database, or holds it up: {1}; do it outside of the migration",
        "Files and programs of the server, other servers, other sessions and waiting are nothing that a rollback takes back, and they need privileges that a role for " +
        "migrations should not have.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is CopyRows copy) Check(copy, report);
        else if (BlockCode.Of(reviewed.Operation) is { } code) CheckBlock(code, reviewed, report);
        else if (reviewed.Operation is DataStatement statement && Called(statement.Sql) is { } function && !IsTold(reviewed.Statement)) report.Add(Info, reviewed.Origin, function + "()", What(function));
    }

    /// <summary>PERFORM, assignments and conditions call functions too, and are no statements of SQL.</summary>
    private void CheckBlock(string code, ReviewedOperation reviewed, Report report)
    {
        if (Called(code) is { } function) report.Add(Info, reviewed.Origin, function + "()", What(function));
    }

    private static bool IsTold(ReviewedStatement statement) => BlockCode.Of(statement.Operation) is { } code && Called(code) is not null;

    private void Check(CopyRows copy, Report report)
    {
        // COPY table FROM 'file', COPY (query) TO PROGRAM 'command'
        var depth = 0;
        SqlToken? before = null;
        foreach (var token in SqlLexer.Tokenize(copy.Sql))
        {
            var text = token.Text(copy.Sql);
            if (text == "(") depth++;
            else if (text == ")") depth--;
            else if (depth == 0 && token.Kind == SqlTokenKind.String && before is { } word)
            {
                var isProgram = word.Is(copy.Sql, "program");
                report.Add(Info, copy.Origin, isProgram ? "COPY … PROGRAM" : "COPY with a file", isProgram ? "a program runs on the server, as the server's own user" : "the file is one of the server's");
                return;
            }

            before = token;
        }
    }

    private static string? Called(string sql)
    {
        string? name = null;
        foreach (var token in SqlLexer.Tokenize(sql))
        {
            var text = token.Text(sql);
            if (text == "(" && name is not null && s_functions.Contains(name)) return name;
            name = token.Kind == SqlTokenKind.Identifier ? text.ToLowerInvariant() : null;
        }

        return null;
    }

    private static string What(string function) => function switch
    {
        "pg_terminate_backend" or "pg_cancel_backend" => "another session is cut off",
        "pg_sleep" or "pg_sleep_for" or "pg_sleep_until" => "the locks that the migration has are held while it waits",
        "dblink" or "dblink_connect" or "dblink_exec" => "what it does on the other server is not rolled back",
        "pg_reload_conf" or "pg_rotate_logfile" or "pg_promote" => "it is about the whole server",
        _ => "the file is one of the server's",
    };
}
