using System.Globalization;
using Lockstep.Model.Effects;
using Lockstep.Planning.Forecasts;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>A statement in a plan.</summary>
/// <param name="Sql">Its SQL.</param>
/// <param name="Locks">The strongest lock on each relation that is there before the run.</param>
/// <param name="Rewrites">The tables that are written anew.</param>
/// <param name="Scans">The tables that are read whole.</param>
/// <param name="Why">One line that says why.</param>
/// <param name="Certain">False where that depends on what can't be known.</param>
/// <param name="Bytes">How much is read or written anew.</param>
/// <param name="Rows">About how many rows that are.</param>
/// <param name="Seconds">How long it takes, at least and at most.</param>
/// <param name="Risk"><c>none</c>, <c>low</c>, <c>medium</c>, <c>high</c> or <c>unknown</c>.</param>
internal sealed record StatementDocument(
    string Sql,
    IReadOnlyDictionary<string, string>? Locks,
    IReadOnlyList<string>? Rewrites,
    IReadOnlyList<string>? Scans,
    string? Why,
    bool? Certain,
    long? Bytes,
    long? Rows,
    IReadOnlyList<double>? Seconds,
    string? Risk);

/// <summary>Something that a rule says of a plan.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Version">The migration.</param>
/// <param name="Message">What it says.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line, counted from 1.</param>
internal sealed record FindingDocument(string Rule, string Severity, long Version, string Message, string? File, int? Line);

/// <summary>Forecasts as data and in words.</summary>
internal static class ForecastDocuments
{
    /// <summary>A statement of which nothing is told but its SQL.</summary>
    public static StatementDocument Plain(string sql) => new(sql, null, null, null, null, null, null, null, null, null);

    /// <summary>A statement as data.</summary>
    public static StatementDocument Of(StatementForecast statement, bool isDone)
    {
        if (isDone) return Plain(statement.Statement.Sql);
        var effects = statement.Effects;
        return new(
            statement.Statement.Sql,
            statement.Locks.Count == 0 ? null : statement.Locks.ToDictionary(held => Name(held.Relation), held => held.Mode.CatalogName(), StringComparer.Ordinal),
            Names(effects.Rewrites),
            Names(effects.Scans),
            effects.Why.Length > 0 ? effects.Why : null,
            effects.Certain ? null : false,
            statement.Bytes,
            statement.Rows,
            statement.Takes is { } takes ? [Math.Round(takes.Low, 3), Math.Round(takes.High, 3)] : null,
            Word(statement.Risk));
    }

    /// <summary>The findings of a forecast as data.</summary>
    public static IReadOnlyList<FindingDocument> Findings(Forecast forecast) =>
    [
        .. forecast.Migrations.SelectMany(migration => migration.Findings.Select(finding => new FindingDocument(
            finding.Rule.Id,
            finding.Rule.Severity.ToString().ToLowerInvariant(),
            migration.Planned.Migration.Version,
            finding.Message,
            finding.Origin.File is { Length: > 0 } file ? file : null,
            finding.Origin.Line > 0 ? finding.Origin.Line : null))),
    ];

    /// <summary>What a statement does to those who use the database, in a line; null if nobody can notice it.</summary>
    public static string? Line(StatementDocument statement)
    {
        if (statement.Risk is null) return null;
        var parts = new List<string>();
        if (statement.Locks is { } locks) parts.Add(string.Join(", ", Telling(locks).GroupBy(held => held.Value, StringComparer.Ordinal).Select(mode => $"{Mode(mode.Key)} on {string.Join(", ", mode.Select(held => Short(held.Key)))}")));
        var size = statement.Bytes is { } bytes ? $" ({Figures.Size(bytes)}{(statement.Rows is { } rows ? string.Create(CultureInfo.InvariantCulture, $", about {rows} rows") : "")})" : "";
        if (statement is { Rewrites: { } emptied, Bytes: null }) parts.Add($"a new file for {string.Join(", ", emptied.Select(Short))}");
        else if (statement.Rewrites is { } rewrites) parts.Add($"writes {string.Join(", ", rewrites.Select(Short))} anew{size}");
        else if (statement.Scans is { } scans && statement.Bytes is not null) parts.Add($"reads {string.Join(", ", scans.Select(Short))}{size}");
        if (statement.Certain is false) parts.Add(statement.Why ?? "what it does is not known");
        if (parts.Count == 0) return null;
        if (statement.Seconds is [var low, var high]) parts.Add(Duration(low, high));
        else if (statement.Certain is not false) parts.Add("takes as long as its query");
        parts.Add("risk: " + statement.Risk);
        return string.Join(" · ", parts);
    }

    /// <summary>A risk as a word.</summary>
    public static string Word(Risk risk) => risk.ToString().ToLowerInvariant();

    /// <summary>A time between two, to the order of magnitude.</summary>
    public static string Duration(double low, double high) => high switch
    {
        < 0.1 => "instant",
        < 1 => "under 1 s",
        _ when low < 1 => $"up to {Figures.Age(Math.Ceiling(high))}",
        _ => $"{Figures.Age(low)} to {Figures.Age(Math.Ceiling(high))}",
    };

    /// <summary>A relation's whole name.</summary>
    public static string Name(Model.Schema.ObjectName relation) => $"{relation.Schema}.{relation.Name}";

    /// <summary>Beside a lock that matters, those that every query takes only hide it; the data have them all.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Telling(IReadOnlyDictionary<string, string> locks) =>
        locks.Where(held => held.Value is not ("AccessShareLock" or "RowShareLock" or "RowExclusiveLock")) is var strong && strong.Any() ? strong : locks;

    private static string Short(string name) => name.StartsWith("public.", StringComparison.Ordinal) ? name["public.".Length..] : name;

    private static string Mode(string catalogName)
    {
        for (var mode = LockMode.AccessShare; mode <= LockMode.AccessExclusive; mode++)
        {
            if (mode.CatalogName() == catalogName) return mode.Words();
        }

        return catalogName;
    }

    private static IReadOnlyList<string>? Names(Model.EquatableArray<Model.Schema.ObjectName> names) => names.IsEmpty ? null : [.. names.Select(Name)];
}
