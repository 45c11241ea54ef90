namespace Lockstep.Linting.Reports;

/// <summary>Writes what was found, for people or for a program.</summary>
internal interface ILintReport
{
    /// <summary>Writes all of it.</summary>
    void Write(LintResult result, TextWriter output);
}
