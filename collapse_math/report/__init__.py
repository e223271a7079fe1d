"""What users see: derivations as mathematics, in the terminal and in notebooks; tables; records for programs."""
