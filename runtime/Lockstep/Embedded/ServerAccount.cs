using System.Diagnostics;

namespace Lockstep.Embedded;

/// <summary>
/// The user that the server and everything about its files runs as: ourselves, or another one when we are root, because PostgreSQL
/// refuses to run as root.
/// </summary>
internal sealed class ServerAccount
{
    private static readonly string[] s_names = ["postgres", "nobody"];
    private static readonly SemaphoreSlim s_gate = new(1, 1);
    private static readonly Dictionary<string, ServerAccount> s_known = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _prefix;
    private readonly bool _quoted;

    private ServerAccount(string name, bool switched, IReadOnlyList<string> prefix, bool quoted)
    {
        Name = name;
        IsSwitched = switched;
        _prefix = prefix;
        _quoted = quoted;
    }

    /// <summary>The user's name.</summary>
    internal string Name { get; }

    /// <summary>Whether that is another user than ours, so that files must be made reachable and handed over.</summary>
    internal bool IsSwitched { get; }

    /// <summary>We ourselves, whoever that is.</summary>
    internal static ServerAccount Self { get; } = new(Environment.UserName, switched: false, [], quoted: false);

    /// <summary>
    /// The account for us: <see cref="Self"/>, or as root the <paramref name="wanted"/> user (the one that a cluster's files belong to),
    /// else <c>postgres</c>, else <c>nobody</c>.
    /// </summary>
    internal static async Task<ServerAccount> GetAsync(CancellationToken cancellation, string? wanted = null)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Self;
        }

        await s_gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var users = PasswdFile.Read("/etc/passwd");
            var name = wanted is null or "root" ? s_names.FirstOrDefault(users.ContainsKey) : wanted;
            if (name is null || !users.TryGetValue(name, out var user))
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL refuses to run as root, and there is no user {name ?? "postgres or nobody"} to run it as.\n"
                    + "  next: run as another user, or add one (useradd --system postgres)");
            }

            if (!s_known.TryGetValue(name, out var account))
            {
                account = await SwitchAsync(user, cancellation).ConfigureAwait(false);
                s_known.Add(name, account);
            }

            return account;
        }
        finally
        {
            s_gate.Release();
        }
    }

    /// <summary>The start of a program as this user.</summary>
    internal ProcessStartInfo StartInfo(string file, IEnumerable<string> arguments)
    {
        if (_prefix.Count == 0)
        {
            return new ProcessStartInfo(file, arguments);
        }

        var command = arguments.Prepend(file);
        return new ProcessStartInfo(_prefix[0], _quoted
            ? _prefix.Skip(1).Append(string.Join(' ', command.Select(Shell.QuotePosix).Prepend("exec")))
            : _prefix.Skip(1).Concat(command));
    }

    /// <summary>Makes a folder that only this user may enter. As root, its parent has to be one that only root may write to.</summary>
    internal async Task MakeOwnFolderAsync(string directory, CancellationToken cancellation)
    {
        EmbeddedFolders.MakePrivate(directory);
        if (!IsSwitched)
        {
            return;
        }

        var start = new ProcessStartInfo(Shell.Find("chown") ?? "chown", ["-h", Name, directory]);
        var result = await Command.RunAsync(start, cancellation).ConfigureAwait(false);
        if (!result.Ok)
        {
            throw new EmbeddedPostgresException($"{directory} could not be handed over to user {Name}: {result.Output}\n  next: run as another user than root");
        }
    }

    private static async Task<ServerAccount> SwitchAsync(PasswdFile.User user, CancellationToken cancellation)
    {
        // setpriv and runuser change the user and nothing else; su (all that Alpine has) goes through a shell.
        ServerAccount[] ways =
        [
            new(user.Name, switched: true, ["setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups", "--"], quoted: false),
            new(user.Name, switched: true, ["runuser", "-u", user.Name, "--"], quoted: false),
            new(user.Name, switched: true, ["su", "-s", "/bin/sh", user.Name, "-c"], quoted: true),
        ];
        var failures = new List<string>();
        foreach (var way in ways)
        {
            if (Shell.Find(way._prefix[0]) is not { } tool)
            {
                failures.Add($"{way._prefix[0]}: not there");
                continue;
            }

            var account = new ServerAccount(user.Name, switched: true, [tool, .. way._prefix.Skip(1)], way._quoted);
            var result = await Command.RunAsync(account, "/bin/sh", ["-c", "exit 0"], cancellation).ConfigureAwait(false);
            if (result.Ok)
            {
                return account;
            }

            failures.Add($"{tool}: {result.Output}");
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL refuses to run as root, and becoming user {user.Name} did not work.\n"
            + string.Concat(failures.Select(failure => $"  tried: {failure}\n"))
            + "  next:  run as another user than root");
    }
}
