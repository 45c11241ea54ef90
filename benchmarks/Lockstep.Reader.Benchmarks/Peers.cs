using System.Diagnostics;
using System.Globalization;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Reader.Benchmarks;

/// <summary>The programs that the reader is measured against.</summary>
internal static class Peers
{
    private const string Script = """
        const fs = require('fs'), path = require('path');
        const { loadModule, parseSync } = require(path.join(process.argv[1], 'libpg-query'));
        (async () => {
            await loadModule();
            const texts = fs.readdirSync(process.argv[2]).filter(f => f.endsWith('.sql')).map(f => fs.readFileSync(path.join(process.argv[2], f), 'utf8'));
            const times = [];
            for (let i = 0; i < 7; i++) {
                const start = performance.now();
                for (const text of texts) parseSync(text);
                times.push(performance.now() - start);
            }
            console.log(times.sort((a, b) => a - b)[3]);
        })();
        """;

    /// <summary>The median of reading all texts, in milliseconds. It stops at the first error, so what PostgreSQL refuses is left out for it.</summary>
    public static double LibPgQuery(string modules, IReadOnlyList<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("lockstep-benchmark-");
        try
        {
            for (var i = 0; i < texts.Count; i++)
            {
                var accepted = SqlParser.Parse(texts[i]).Pieces.Where(piece => piece.Statement is not ErrorStatement);
                File.WriteAllText(Path.Combine(folder.FullName, $"{i}.sql"), string.Join(";\n", accepted.Select(piece => texts[i][piece.Start..piece.End])));
            }

            using var process = Start("node", ["-e", Script, modules, folder.FullName]);
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException("libpg-query failed: " + errors.GetAwaiter().GetResult());
            return double.Parse(output.Trim(), CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs a program to its end, its output thrown away; gives the length of it.</summary>
    public static int Run(string program, IReadOnlyList<string> arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Length + errors.GetAwaiter().GetResult().Length;
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
    }
}
