using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Linting;

/// <summary>Reads the schema that a database has before the files: plain DDL, such as <c>pg_dump -s</c> writes.</summary>
internal static class SchemaFile
{
    /// <summary>The schema.</summary>
    /// <param name="source">The file.</param>
    /// <param name="note">Is told, with the line, what could not be followed.</param>
    public static MigrationHistory Read(LintSource source, Action<int, string> note)
    {
        var statements = SqlReader.Read(PsqlText.ToSql(source.Text));
        var replay = DatabaseSchema.Empty.Apply(statements);
        var problems = replay.Problems.Where(Matters).ToList();
        foreach (var problem in problems) note(LineOf(source, problem.Operation), problem.Operation is SqlText { Problem: { } unreadable } ? unreadable.Message : problem.Message);
        return new(Session.End(replay.Schema), [])
        {
            // What could not be followed may have made tables.
            IsComplete = problems.Count == 0,
        };
    }

    /// <summary>A query changes nothing: of pg_dump's <c>SELECT pg_catalog.set_config(…)</c> there is nothing to say.</summary>
    private static bool Matters(SchemaProblem problem) =>
        !problem.IsNote || problem.Operation is not (SqlText { Meaning.IsEmpty: true, Problem: null, Kind: StatementKind.Ordinary });

    private static int LineOf(LintSource source, Operation operation) => source.Text.AsSpan(0, operation.Origin.Start).Count('\n') + 1;
}
