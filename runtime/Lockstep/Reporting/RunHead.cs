namespace Lockstep.Reporting;

/// <summary>Which run it is.</summary>
/// <param name="Command">What was asked for: <c>migrate</c> or <c>rollback</c>.</param>
/// <param name="Database">The database's name.</param>
/// <param name="Server">Its host and port.</param>
/// <param name="RunId">The run, as the history and the audit know it.</param>
internal sealed record RunHead(string Command, string Database, string Server, Guid RunId);

/// <summary>The step that a run is at.</summary>
/// <param name="Version">The migration's version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">Which migration of the run, from 1.</param>
/// <param name="Count">How many migrations the run has.</param>
/// <param name="Step">Which step of the migration, from 1.</param>
/// <param name="Steps">How many steps it has.</param>
/// <param name="What">Tells the step in a line: most are over before anybody asks.</param>
internal sealed record WorkInHand(long Version, string Name, int Number, int Count, int Step, int Steps, Func<string> What);
