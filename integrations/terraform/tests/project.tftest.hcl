# Address and key come from the environment: see `run` beside this folder.
provider "mongodbatlas" {}

variables {
  name = "payments"
}

run "makes_the_project" {
  command = apply

  assert {
    condition     = length(output.project_id) == 24
    error_message = "the project has no id"
  }
}

run "renames_it_in_place" {
  command = apply

  variables {
    name = "billing"
  }

  assert {
    condition     = output.project_id == run.makes_the_project.project_id
    error_message = "the project was replaced"
  }
}
