using System.Globalization;
using Lockstep.Model.Effects;

namespace Lockstep.Model.Rules;

/// <summary>What a project tells the rules, in <c>.editorconfig</c>, in MSBuild or on the command line.</summary>
public sealed record RuleOptions
{
    /// <summary>A project that says nothing.</summary>
    public static RuleOptions Default { get; } = new();

    /// <summary>The major version of the PostgreSQL that the migrations are for (<c>lockstep_postgres_version</c>), 13 to 18.</summary>
    public int PostgresVersion { get; init; } = 15;

    /// <summary>The session's <c>TimeZone</c> when migrations run (<c>lockstep_time_zone</c>); null if it is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Migrations up to this version are not judged, only followed (<c>lockstep_start_after</c>).</summary>
    public long StartAfter { get; init; }

    /// <summary>
    /// Tables that hold so little that scans, rewrites and index builds on them take no time (<c>lockstep_small_tables</c>), with or without
    /// their schema.
    /// </summary>
    public EquatableArray<string> SmallTables { get; init; }

    /// <summary>
    /// Tables that are so big, or so much used, that they get no more columns and indexes without somebody looking at it (<c>lockstep_large_tables</c>),
    /// with or without their schema.
    /// </summary>
    public EquatableArray<string> LargeTables { get; init; }

    /// <summary>How many columns a table may have (<c>lockstep_max_columns</c>), for the rule that counts them.</summary>
    public int MaxColumns { get; init; } = 60;

    /// <summary>How many indexes a table may have (<c>lockstep_max_indexes</c>), for the rule that counts them.</summary>
    public int MaxIndexes { get; init; } = 10;

    /// <summary>
    /// How many migrations after the one that deprecates a column or table the first may come that drops it (<c>lockstep_deprecation_distance</c>); with 1,
    /// the very next one.
    /// </summary>
    public int DeprecationDistance { get; init; } = 1;

    /// <summary>Types that columns do not get (<c>lockstep_forbidden_types</c>), for the rule that looks for them.</summary>
    public EquatableArray<string> ForbiddenTypes { get; init; }

    /// <summary>Collations that columns may have (<c>lockstep_collations</c>), for the rule that looks at them.</summary>
    public EquatableArray<string> Collations { get; init; }

    /// <summary>What has a comment when it is made (<c>lockstep_required_comments</c>): <c>table</c>, <c>column</c>.</summary>
    public EquatableArray<string> RequiredComments { get; init; } = EquatableArray.Of("table");

    /// <summary>Columns that each table has (<c>lockstep_required_columns</c>).</summary>
    public EquatableArray<string> RequiredColumns { get; init; }

    /// <summary>What names look like (<c>lockstep_naming_…</c>), for the rules about names.</summary>
    public NamingOptions Naming { get; init; } = NamingOptions.Default;

    /// <summary>The options as they stand in configuration.</summary>
    /// <param name="find">Finds the value of a key such as <c>lockstep_postgres_version</c>; null if it is not set.</param>
    /// <param name="problem">Is told the key and what is wrong with its value, which then counts as not set.</param>
    public static RuleOptions Read(Func<string, string?> find, Action<string, string>? problem = null)
    {
        return new()
        {
            PostgresVersion = (int)Number("lockstep_postgres_version", Default.PostgresVersion, 13, 18),
            TimeZone = Text("lockstep_time_zone"),
            StartAfter = Number("lockstep_start_after", 0, 0, long.MaxValue),
            SmallTables = List("lockstep_small_tables") ?? default,
            LargeTables = List("lockstep_large_tables") ?? default,
            MaxColumns = (int)Number("lockstep_max_columns", Default.MaxColumns, 1, int.MaxValue),
            MaxIndexes = (int)Number("lockstep_max_indexes", Default.MaxIndexes, 1, int.MaxValue),
            DeprecationDistance = (int)Number("lockstep_deprecation_distance", Default.DeprecationDistance, 1, int.MaxValue),
            MaxStatements = (int)Number("lockstep_max_statements", Default.MaxStatements, 1, int.MaxValue),
            ForbiddenTypes = List("lockstep_forbidden_types") ?? default,
            Collations = List("lockstep_collations") ?? default,
            RequiredComments = List("lockstep_required_comments") ?? Default.RequiredComments,
            RequiredColumns = List("lockstep_required_columns") ?? default,
            Naming = NamingOptions.Read(Text, problem),
            RequiredDocumentation = List("lockstep_required_documentation") ?? Default.RequiredDocumentation,
        };

        string? Text(string key) => find(key)?.Trim() is { Length: > 0 } value && value != "unset" ? value : null;

        EquatableArray<string>? List(string key) =>
            Text(key) is { } value ? new(value.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0)) : null;

        long Number(string key, long otherwise, long least, long most)
        {
            if (Text(key) is not { } value) return otherwise;
            if (long.TryParse(value.Replace("_", string.Empty), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            problem?.Invoke(key, most == long.MaxValue ? $"'{value}' is no number" : $"'{value}' is no number from {least} to {most}");
            return otherwise;
        }
    }

    /// <summary>How many statements a migration may have (<c>lockstep_max_statements</c>).</summary>
    public int MaxStatements { get; init; } = 10;

    /// <summary>What a migration must say of itself (<c>lockstep_required_documentation</c>): <c>description</c>, <c>purpose</c>, <c>ticket</c>.</summary>
    public EquatableArray<string> RequiredDocumentation { get; init; } = EquatableArray.Of("description", "purpose");

    /// <summary>The server as effects want to know it.</summary>
    public ServerFacts Server => new(PostgresVersion) { TimeZone = TimeZone };
}
