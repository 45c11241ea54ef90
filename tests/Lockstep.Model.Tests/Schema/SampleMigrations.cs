using System.Reflection;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;
using Observability.Migrations;

namespace Lockstep.Model.Tests.Schema;

/// <summary>A migration of the sample.</summary>
/// <param name="Name">Its class or file.</param>
/// <param name="Up">What it does.</param>
/// <param name="Down">What takes it back.</param>
internal sealed record SampleMigration(string Name, IReadOnlyList<Operation> Up, IReadOnlyList<Operation> Down);

/// <summary>The migrations of the sample, in C# and in SQL, in their order.</summary>
internal static class SampleMigrations
{
    public static IReadOnlyList<SampleMigration> All { get; } = [.. InCSharp().Concat(InSql()).OrderBy(migration => migration.Version).Select(migration => migration.Migration)];

    private static IEnumerable<(long Version, SampleMigration Migration)> InCSharp() => typeof(CreateUsers).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Migration)))
        .Select(type => (type.GetCustomAttribute<MigrationAttribute>()!.Version, new SampleMigration(type.Name, Record(type, Direction.Up), Record(type, Direction.Down))));

    private static IEnumerable<(long Version, SampleMigration Migration)> InSql()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sample"), "*.sql"))
        {
            var name = Path.GetFileName(path);
            var text = File.ReadAllText(path);
            var file = SqlFileReader.Read(name, text);
            IReadOnlyList<Operation> Read(SqlFilePart part) => SqlReader.Read(text.Substring(part.Start, part.Length));
            yield return (file.Version, new(name, Read(file.Up), Read(file.Down!)));
        }
    }

    private static IReadOnlyList<Operation> Record(Type migration, Direction direction)
    {
        // What the engine calls; no part of the API.
        var record = typeof(Migration).GetMethod("Record", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var recorded = record.Invoke(Activator.CreateInstance(migration), [direction])!;
        return (IReadOnlyList<Operation>)recorded.GetType().GetProperty("Operations")!.GetValue(recorded)!;
    }
}
