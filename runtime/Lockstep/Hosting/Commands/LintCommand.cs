using System.CommandLine;
using Lockstep.Linting;
using Lockstep.Linting.Reports;
using Lockstep.Model.Rules;

namespace Lockstep.Hosting.Commands;

/// <summary><c>lint</c>: judges files of SQL, without an assembly and without a database.</summary>
internal sealed class LintCommand
{
    private static readonly Dictionary<string, Func<ILintReport>> s_formats = new(StringComparer.Ordinal)
    {
        ["text"] = () => new TextReport(new(Paint.IsWanted)),
        ["json"] = () => new JsonReport(),
        ["sarif"] = () => new SarifReport(),
        ["github"] = () => new GitHubReport(),
        ["gitlab"] = () => new GitLabReport(),
        ["markdown"] = () => new MarkdownReport(),
    };

    private readonly Argument<string[]> _files = new("file") { Description = "Files and folders of SQL; - is standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _schema = new("--schema") { Description = "What the database holds before the files: plain DDL, such as pg_dump -s writes.", HelpName = "file" };
    private readonly Option<bool> _independent = new("--independent") { Description = "Judge each file on that schema, not on what the files before it leave." };
    private readonly Option<int?> _postgres = new("--postgres") { Description = $"The server's major version, {PostgresVersions.Words}; without it lockstep_postgres_version in .editorconfig.", HelpName = "major" };
    private readonly Option<string> _format = new("--format") { Description = "How to write the findings.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Findings that are known: counted, not reported.", HelpName = "file" };
    private readonly Option<string?> _writeBaseline = new("--write-baseline") { Description = "Write all findings into a baseline, and succeed.", HelpName = "file" };
    private readonly Option<string> _failOn = new("--fail-on") { Description = "The least severity for which the exit code is 1.", DefaultValueFactory = _ => "warning" };
    private readonly Option<bool> _fix = new("--fix") { Description = "Mend in the files what can be mended safely." };
    private readonly Option<bool> _diff = new("--diff") { Description = "Show what --fix would change, and write nothing." };
    private readonly Option<string?> _stdinFilename = new("--stdin-filename") { Description = "The file that standard input stands for: for its settings and in findings.", HelpName = "name" };

    private readonly Option<string[]> _rules = new("--rule") { Description = "Mend only what this rule finds, as LS2020; may be given several times." };

    private LintCommand()
    {
        _rules.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => AllRules.Infos.All(info => info.Id != token.Value))) result.AddError($"--rule {token.Value}: there is no rule of that id; docs/rules lists them.");
        });
        _format.AcceptOnlyFromAmong([.. s_formats.Keys]);
        _failOn.AcceptOnlyFromAmong("error", "warning", "info", "never");
        _postgres.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var version) || !PostgresVersions.IsKnown(version)))
            {
                result.AddError($"--postgres {token.Value}: Lockstep knows PostgreSQL {PostgresVersions.Words}.");
            }
        });
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var lint = new LintCommand();
        var command = new Command("lint", "Finds what is dangerous in files of SQL: migrations, in order of their versions, or plain scripts.")
        {
            lint._files, lint._schema, lint._independent, lint._postgres, lint._format, lint._baseline, lint._writeBaseline, lint._failOn, lint._fix, lint._diff, lint._rules, lint._stdinFilename,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => Task.Run(() => lint.Run(context, arguments.GetValue(shared.Json), cancellationToken), CancellationToken.None), cancellationToken));
        return command;
    }

    private ExitCode Run(HostContext context, bool json, CancellationToken cancellationToken)
    {
        try
        {
            return new LintRun(context, Options(context.Arguments, json)).Run(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new LockstepException(ToolkitCode.Interrupted, "Stopped. Each file is as it was, or mended as a whole.", ExitCode.Interrupted) { Next = "Run the same command again." };
        }
    }

    private LintOptions Options(ParseResult arguments, bool json) => new()
    {
        Files = arguments.GetValue(_files)!,
        Schema = arguments.GetValue(_schema),
        Independent = arguments.GetValue(_independent),
        PostgresVersion = arguments.GetValue(_postgres),
        Report = s_formats[json ? "json" : arguments.GetValue(_format)!](),
        Baseline = arguments.GetValue(_baseline),
        WriteBaseline = arguments.GetValue(_writeBaseline),
        FailOn = arguments.GetValue(_failOn) switch
        {
            "error" => RuleSeverity.Error,
            "warning" => RuleSeverity.Warning,
            "info" => RuleSeverity.Info,
            _ => null,
        },
        Fix = arguments.GetValue(_fix),
        Diff = arguments.GetValue(_diff),
        FixOnly = arguments.GetValue(_rules) ?? [],
        StdinFilename = arguments.GetValue(_stdinFilename),
    };
}
