using System.CommandLine;
using System.Diagnostics;
using Lockstep.Planning;

namespace Lockstep.Hosting;

/// <summary>What every command works with.</summary>
/// <param name="Arguments">What was typed.</param>
/// <param name="Options">The options that all commands share.</param>
/// <param name="LoadRegistry">Finds the project's migrations.</param>
/// <param name="Output">Where words go.</param>
internal sealed record HostContext(ParseResult Arguments, SharedOptions Options, Func<ParseResult, MigrationRegistry> LoadRegistry, IOutput Output)
{
    /// <summary>The span of a run; null where nobody listens, and for commands that are none.</summary>
    public Activity? Span { get; init; }

    /// <summary>The project's migrations.</summary>
    /// <exception cref="LockstepException">They can't be loaded, or two have one version.</exception>
    public MigrationSet Migrations() => Migrations(out _);

    /// <summary>The project's migrations, and what their authors say of them.</summary>
    /// <exception cref="LockstepException">As there.</exception>
    public MigrationSet Migrations(out Func<long, string?> describe)
    {
        var registry = LoadRegistry(Arguments);
        describe = registry.Description;
        return new(registry.Migrations);
    }

    /// <summary>The database that was named.</summary>
    public Task<ConnectedDatabase> FindDatabaseAsync(CancellationToken cancellationToken) =>
        ConnectedDatabase.FindAsync(
            Arguments.GetValue(Options.Connection), Arguments.GetValue(Options.Role) ?? Environment.GetEnvironmentVariable("LOCKSTEP_ROLE"), Output, cancellationToken);
}
