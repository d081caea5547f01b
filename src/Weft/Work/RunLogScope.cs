using Weft.Model;

namespace Weft.Work;

/// <summary>Stands with each line that is logged while a chapter is worked on. <c>chapter</c> is its place in the edition.</summary>
internal sealed record RunLogScope(Claim Claim)
{
    public override string ToString() =>
        $"job {Claim.Run.Job}, chapter {Claim.Run.Position}, attempt {Claim.Attempt}, session {Claim.Session}";
}
