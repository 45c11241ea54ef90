using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Reporting;

namespace Lockstep.Planning;

/// <summary>
/// The way back from a migration of which only the first steps were done: those statements of its Down that take back what these did. Which they are is
/// worked out, never guessed: the rest would be refused because what it takes back was not made, and what is run must lead to the very schema that was
/// there before the migration.
/// </summary>
internal static class HalfDown
{
    private const int DifferencesTold = 4;

    /// <summary>Plans the way back.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="done">How many steps of its Up are done.</param>
    /// <param name="before">The schema that it met, as far as the migrations tell.</param>
    /// <param name="live">The schema that the database has.</param>
    /// <exception cref="LockstepException">It has no Down, or what of its Down is to be run can't be told.</exception>
    public static PlannedMigration Plan(MigrationDescriptor migration, int done, DatabaseSchema before, DatabaseSchema live)
    {
        var up = Planner.Plan(migration, Direction.Up);
        var down = Planner.Plan(migration, Direction.Down);
        if (done < up.Steps.Count && LeavesUnknown(up.Steps[done])) throw Refuse(migration, done, up, $"what step {done + 1} has left can't be known");
        var ours = Statements(up.Steps.Take(done));
        var way = new Way(ours.Exists(WritesRows), Statements(up.Steps.Skip(done)).Exists(WritesRows));
        var reached = before.Apply(ours.Select(statement => statement.Operation));
        // Migrations of a database that was there before them do not tell all of it: then it is itself what they met, and what they left.
        var followed = reached.Problems.Count == 0;
        var start = followed ? reached.Schema : WithoutLeftover(live, up.Steps.ElementAtOrDefault(done));
        var schema = start;
        var kept = new List<int>();
        var statements = Statements(down.Steps);
        for (var i = 0; i < statements.Count; i++)
        {
            if (way.Why(statements[i], ref schema, out var isRun) is { } why) throw Refuse(migration, done, up, why);
            if (isRun) kept.Add(i);
        }

        var left = followed ? SchemaDiff.Between(before, schema) : UpAgain(schema);
        if (left.Count > 0)
        {
            var more = left.Count > DifferencesTold ? $" and {left.Count - DifferencesTold} more" : "";
            throw Refuse(migration, done, up, $"its Down, without what takes back steps that were not done, would leave: {string.Join("; ", left.Take(DifferencesTold))}{more}");
        }

        var planned = Again(migration, done, kept);
        if (live.Apply(planned.Steps.SelectMany(step => step.Statements).Select(statement => statement.Operation)).Problems.FirstOrDefault(problem => !problem.IsNote) is { } missing)
        {
            throw Refuse(migration, done, up, $"the database is not as its steps left it: {missing.Message}");
        }

        return planned;

        // What the way back leads to is what the steps met if they lead from there to where it began.
        IReadOnlyList<string> UpAgain(DatabaseSchema met)
        {
            var again = met.Apply(ours.Select(statement => statement.Operation));
            if (again.Problems.FirstOrDefault(problem => problem.IsNote) is { } unclear) throw Refuse(migration, done, up, $"what its steps did can't be followed: {unclear.Message}");
            return again.Problems.Count > 0 ? [again.Problems[0].Message] : SchemaDiff.Between(start, again.Schema);
        }
    }

    /// <summary>The way back that was planned when it began.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="done">How many steps of its Up were done.</param>
    /// <param name="kept">Which statements of its Down it is, counted from 0.</param>
    public static PlannedMigration Again(MigrationDescriptor migration, int done, IReadOnlyList<int> kept)
    {
        var all = Statements(Planner.Plan(migration, Direction.Down).Steps);
        // Of a Down that was made shorter since, the hash of what is done tells.
        List<PlannedStatement> statements = [.. kept.Where(index => index < all.Count).Select(index => all[index])];
        return new(migration, Direction.Down, Planner.Steps(migration, statements), ScriptHashing.Of(statements)) { UpStepsDone = done, Kept = kept };
    }

    /// <summary>The schema once what a failed build of an index left is cleared up.</summary>
    private static DatabaseSchema WithoutLeftover(DatabaseSchema live, MigrationStep? failed) =>
        failed is { Transactional: false } && failed.Statements[0].Operation.Parts() is [CreateIndex { Name: { } name } create] && live.Find(create.Table)?.Name.Schema is { } schema
            ? live.Apply(new DropIndex(new(schema, name))).Schema
            : live;

    private static List<PlannedStatement> Statements(IEnumerable<MigrationStep> steps) => [.. steps.SelectMany(step => step.Statements)];

    /// <summary>
    /// Whether a step that failed may have done a part of its work. Transactions do not; of an index that was built concurrently the catalog tells, and it is
    /// cleared up.
    /// </summary>
    private static bool LeavesUnknown(MigrationStep step) =>
        !step.Transactional && !step.Statements[0].Operation.Parts().All(part => part is CreateIndex { Concurrently: true } or Reindex or Vacuum or Analyze);

    private static bool WritesRows(PlannedStatement statement) =>
        statement.Operation.Parts().Any(part => part is InsertRows or UpdateRows or DeleteRows or MergeRows or CopyRows or CallProcedure or Query or SqlText { Kind: StatementKind.Block });

    private static LockstepException Refuse(MigrationDescriptor migration, int done, PlannedMigration up, string why) =>
        new(ToolkitCode.History, string.Create(CultureInfo.InvariantCulture, $"{migration.Version} ({migration.Name}) is half applied (step {done} of {up.Steps.Count} is the last one done), and can't be taken back from there: {why}."))
        {
            Origin = MigrationOrigin.Of(migration),
            Next = "Finish it first (lockstep migrate), then roll back; or put the rest right by hand and say so: lockstep mark-applied.",
        };

    /// <summary>Decides of one statement of a Down after the other.</summary>
    /// <param name="RowsWritten">Whether a step that is done wrote rows.</param>
    /// <param name="RowsLeft">Whether one that is not done would have.</param>
    private sealed record Way(bool RowsWritten, bool RowsLeft)
    {
        /// <summary>Decides, and goes on to the schema after the statement.</summary>
        /// <returns>Why it can't be told; null if it can.</returns>
        public string? Why(PlannedStatement statement, ref DatabaseSchema schema, out bool isRun)
        {
            isRun = false;
            var operation = statement.Operation;
            if (operation.Incomplete || operation is UnknownSql or SqlText { Kind: StatementKind.Block } or SqlText { Meaning.IsEmpty: true }) return $"what '{StatementWords.FirstLine(statement.Sql)}' takes back can't be told";
            if (WritesRows(statement))
            {
                // Rows that only the steps still to come would have written need no way back, and those that were written need theirs.
                if (RowsWritten == RowsLeft) return $"whether '{StatementWords.FirstLine(statement.Sql)}' takes back steps that were done can't be told";
                isRun = RowsWritten;
                return null;
            }

            var parts = operation.Parts().ToList();
            var after = schema;
            var refused = 0;
            foreach (var part in parts)
            {
                var replay = after.Apply(part);
                if (replay.Problems.Any(problem => problem.IsNote)) return $"what '{StatementWords.FirstLine(statement.Sql)}' does can't be followed: {replay.Problems[0].Message}";
                if (replay.Problems.Count > 0) refused++;
                after = replay.Schema;
            }

            if (refused > 0 && refused < parts.Count) return $"a part of '{StatementWords.FirstLine(statement.Sql)}' takes back what was done, and a part what was not";
            isRun = refused == 0;
            if (isRun) schema = after;
            return null;
        }
    }
}
