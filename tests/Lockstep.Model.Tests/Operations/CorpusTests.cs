using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Operations;

/// <summary>PostgreSQL's own regression SQL, where it is there.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_read_written_and_read_again_is_the_same()
    {
        var statements = 0;
        var known = 0;
        var operations = 0;
        var wrong = new List<string>();
        foreach (var statement in Files().SelectMany(file => SqlReader.Read(File.ReadAllText(file))))
        {
            statements++;
            if (!statement.Meaning.IsEmpty) known++;
            if (statement.Kind == StatementKind.Block) continue;
            foreach (var operation in statement.Meaning)
            {
                operations++;
                var sql = SqlWriter.Write(operation);
                if (SqlReader.Read(sql) is not [{ Meaning: [var back] }] || back != operation) wrong.Add(sql);
            }
        }

        output.WriteLine($"{statements} statements, {known} with a meaning; {operations} operations, {operations - wrong.Count} the same again");
        foreach (var sql in wrong.Take(60)) output.WriteLine(sql);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Replay_never_throws()
    {
        foreach (var file in Files())
        {
            var replay = DatabaseSchema.Empty.Apply(SqlReader.Read(File.ReadAllText(file)));
            output.WriteLine($"{Path.GetFileName(file)}: {replay.Schema.Relations.Count} relations, {replay.Problems.Count(problem => problem.IsNote)} notes, {replay.Problems.Count(problem => !problem.IsNote)} refused");
            Assert.All(replay.Problems, problem => Assert.NotEmpty(problem.Message));
        }
    }

    private static string[] Files()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpora", "pg_regress");
            if (Directory.Exists(corpus)) return Directory.GetFiles(corpus, "*.sql");
        }

        Assert.Skip("The corpus (shared/corpora/pg_regress, beside the repository) is not here.");
        return [];
    }
}
