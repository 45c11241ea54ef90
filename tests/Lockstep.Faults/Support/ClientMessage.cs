namespace Lockstep.Faults.Support;

/// <summary>A message of the runner that the server acts upon.</summary>
/// <param name="Number">Counted from 1 over all connections of a run.</param>
/// <param name="Connection">Which of the run's connections, counted from 1.</param>
/// <param name="Type">PostgreSQL's letter for it; <c>0</c> for the first one of a connection.</param>
/// <param name="Sql">What it executes; empty if nothing.</param>
internal sealed record ClientMessage(int Number, int Connection, char Type, string Sql)
{
    public override string ToString()
    {
        var line = Sql.ReplaceLineEndings(" ").Trim();
        return $"{Number} ({Type} on connection {Connection}{(line.Length == 0 ? "" : ": ")}{(line.Length > 60 ? line[..60] : line)})";
    }
}
