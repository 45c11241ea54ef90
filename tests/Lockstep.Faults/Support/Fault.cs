namespace Lockstep.Faults.Support;

/// <summary>When something happens to a run, and what.</summary>
/// <param name="At">At which of the run's messages: the first that it is true of.</param>
/// <param name="After">Whether the server gets that message; its answer is held back in any case.</param>
/// <param name="Strike">What happens; the proxy goes on when it has.</param>
internal sealed record Fault(Func<ClientMessage, bool> At, bool After, Func<ProxyLink, Task> Strike);
