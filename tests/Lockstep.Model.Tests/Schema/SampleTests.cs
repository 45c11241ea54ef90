using System.Reflection;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Observability.Migrations;

namespace Lockstep.Model.Tests.Schema;

/// <summary>The sample's migrations, replayed without a database.</summary>
public sealed class SampleTests
{
    [Fact]
    public void Every_Down_brings_the_schema_back()
    {
        var migrations = typeof(CreateUsers).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)))
            .OrderBy(type => type.GetCustomAttribute<MigrationAttribute>()!.Version)
            .ToList();
        Assert.Equal(50, migrations.Count);

        var wrong = new List<string>();
        var schema = DatabaseSchema.Empty;
        foreach (var migration in migrations)
        {
            var up = schema.Apply(Record(migration, Direction.Up));
            var down = up.Schema.Apply(Record(migration, Direction.Down));
            wrong.AddRange(up.Problems.Select(problem => $"{migration.Name} up: {problem.Message}"));
            wrong.AddRange(down.Problems.Select(problem => $"{migration.Name} down: {problem.Message}"));
            wrong.AddRange(SchemaDiff.Between(schema, down.Schema).Select(line => $"{migration.Name}: {line}"));
            schema = up.Schema;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEmpty(schema.Relations);
    }

    private static IReadOnlyList<Operation> Record(Type migration, Direction direction)
    {
        // What the engine calls; no part of the API.
        var record = typeof(Migration).GetMethod("Record", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var recorded = record.Invoke(Activator.CreateInstance(migration), [direction])!;
        return (IReadOnlyList<Operation>)recorded.GetType().GetProperty("Operations")!.GetValue(recorded)!;
    }
}
