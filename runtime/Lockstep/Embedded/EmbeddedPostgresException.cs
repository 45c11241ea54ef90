namespace Lockstep.Embedded;

/// <summary>
/// An embedded PostgreSQL could not be found, started, stopped or removed. The message says what is wrong, where, and what to do;
/// it holds no password and is meant to be shown to a person as it is.
/// </summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>Makes one with a general message.</summary>
    public EmbeddedPostgresException()
        : base("The embedded PostgreSQL failed.")
    {
    }

    /// <summary>Makes one with the message that a person sees.</summary>
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the message that a person sees and what caused it.</summary>
    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
