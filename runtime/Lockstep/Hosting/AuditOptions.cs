using System.CommandLine;
using Lockstep.History;
using Lockstep.Planning;

namespace Lockstep.Hosting;

/// <summary>What a person or a pipeline tells the audit about a run.</summary>
internal sealed class AuditOptions
{
    private readonly Option<string?> _approver = new("--approver") { Description = "Who allowed the run, for the audit.", HelpName = "name" };

    private readonly Option<string?> _ticket = new("--ticket") { Description = "The ticket of the run, for the audit of migrations that name none.", HelpName = "id" };

    private readonly Option<string?> _commit = new("--commit")
    {
        Description = "The commit of the release, for the audit. Without it: LOCKSTEP_COMMIT, what CI systems set, or what the assembly was built from.",
        HelpName = "hash",
    };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_approver);
        command.Options.Add(_ticket);
        command.Options.Add(_commit);
    }

    /// <summary>On whose behalf the command runs.</summary>
    public AuditSource Read(ParseResult arguments, MigrationSet migrations) => AuditSource.Of(
        arguments.GetValue(_ticket), arguments.GetValue(_approver), arguments.GetValue(_commit), migrations, Environment.GetEnvironmentVariable);
}
