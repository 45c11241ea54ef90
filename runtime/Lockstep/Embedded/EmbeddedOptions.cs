using System.Collections.ObjectModel;

namespace Lockstep.Embedded;

/// <summary>How an embedded PostgreSQL is to be started. The defaults suit tests and proofs.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The major version wanted (15 to 18 can be fetched when absent); <see langword="null"/> takes what is there, newest first.</summary>
    public int? PostgresVersion { get; init; }

    /// <summary>
    /// Whether a throwaway cluster keeps PostgreSQL's own settings for durability, WAL and autovacuum (for benchmarks), instead of being
    /// tuned for speed. A persistent cluster is always durable.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>Whether autovacuum runs in a throwaway cluster that is tuned for speed.</summary>
    public bool Autovacuum { get; init; }

    /// <summary>
    /// Whether the server listens on 127.0.0.1 (a free port, scram-sha-256, a random password), also where a Unix socket would do.
    /// Windows always does. For a persistent cluster it is asked for at each start and may change from one to the next.
    /// </summary>
    public bool Tcp { get; init; }

    /// <summary>Further server settings by name; they win over those that Lockstep chooses.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How long the server may take to become ready, crash recovery included. Two minutes unless said otherwise.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Is told, in one line each, what happens: which PostgreSQL was found, what is installed, what is swept.</summary>
    public Action<string>? Log { get; init; }
}
